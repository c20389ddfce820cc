import assert from "node:assert/strict";
import { test } from "node:test";
import { counter, render } from "../src/metrics.js";

test("counts by label", () => {
  counter("requests_total", { status: "200" });
  counter("requests_total", { status: "200" });
  counter("requests_total", { status: "404" });
  assert.equal(render(), 'requests_total{status="200"} 2\nrequests_total{status="404"} 1\n');
});
