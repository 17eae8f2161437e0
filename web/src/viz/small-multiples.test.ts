import { expect, it } from "vitest";
import { MOST_PICTURES, pictureCount, refuseTooMany } from "./small-multiples";

const rows = Array.from({ length: 200 }, (_, row) => ({ id: row, region: row % 3, "kind of": row % 4 }));

it("counts the pictures that facets make, wherever they stand", () => {
  expect(pictureCount({ mark: "bar", encoding: { x: { field: "id" } } }, rows)).toBe(1);
  expect(pictureCount({ facet: { field: "region:label" }, spec: { mark: "bar" } }, rows)).toBe(3);
  expect(pictureCount({ facet: { row: { field: "region" }, column: { field: "kind of" } }, spec: {} }, rows)).toBe(12);
  expect(pictureCount({ hconcat: [{ mark: "bar", encoding: { column: { field: "id" } } }] }, rows)).toBe(200);
});

it("refuses more than can be drawn, and leaves our own pictures alone", () => {
  expect(() => { refuseTooMany({ facet: { field: "id" }, spec: {} }, rows); }).toThrow("200 small pictures");
  expect(() => { refuseTooMany({ facet: { field: "region" }, spec: {} }, rows); }).not.toThrow();
  expect(() => { refuseTooMany({ facet: { field: "id" }, usermeta: { most_facets: 12 }, spec: {} }, rows); }).not.toThrow();
  expect(() => { refuseTooMany({ marks: [], facet: { field: "id" } }, rows); }).not.toThrow();
  expect(MOST_PICTURES).toBe(120);
});
