#!/usr/bin/env node
console.log("1 test, all passed");
