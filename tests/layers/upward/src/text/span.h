// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "../rules/rule.h"
#include "tools/tool.h"
