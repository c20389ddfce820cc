#!/usr/bin/env node
// The stand-in of the image, under its other name.
process.argv[1] = "pnpm";
require("/usr/local/bin/yarn");
