# frozen_string_literal: true

APP = ->(path) { path == '/' ? "garden\n" : "not found\n" }
