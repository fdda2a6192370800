import { afterEach, beforeEach, expect, type MockInstance, vi } from "vitest";

let errors: MockInstance;

/** A line on console.error is a defect: it fails the test that caused it. */
beforeEach(() => {
  errors = vi.spyOn(console, "error");
});

afterEach(() => {
  expect(errors).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
