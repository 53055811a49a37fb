import fc from "fast-check";
import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { DriftReport } from "../../shared/contract/index.ts";
import { outlineOf } from "./outline.ts";

const outline = (html: string) => outlineOf(new JSDOM(html).window.document.body);
const isTaken = (text: string) => DriftReport.shape.outline.safeParse(text).success;

test("a line an element: depth, tag, role, names of attributes; equal ones once", () => {
  expect(
    outline(`<div class="x"><div role="main" aria-label="Secret">
      <h2 data-legacy-thread-id="18f">Secret subject</h2>
      <table><tbody><tr role="row"><td>1</td></tr><tr role="row"><td>2</td></tr></tbody></table>
      <span email="ada@analytical.example" name="Ada">Ada</span></div></div>`),
  ).toBe(
    [
      "0 body",
      "1 div .main [aria-label]",
      "2 h2 [data-legacy-thread-id]",
      "2 table",
      "3 tbody",
      "4 tr .row",
      "5 td",
      "4 tr .row",
      "5 td",
      "2 span [email name]",
      "",
    ].join("\n"),
  );
});

test("what a company or a person made up has no name in it", () => {
  const text =
    outline(`<c-secret-project role="secret role" data-ada-lovelace="1" onsecret="2" id="secret"></c-secret-project>
    <lightning-secret-field></lightning-secret-field><ada@analytical.example></ada@analytical.example>
    <p secret data-password=hunter2 title="secret">secret<!-- secret --></p>
    <style>.secret{}</style><script>secret</script><input type="password" value="secret" name="secret">`);
  expect(text).not.toMatch(/secret|ada|hunter/i);
  expect(text).toContain("[id]");
  expect(text).toContain("lightning-element");
  expect(isTaken(text)).toBe(true);
});

test("open shadow roots are part of it", () => {
  const { document } = new JSDOM("<article></article>").window;
  const root = document.querySelector("article")?.attachShadow({ mode: "open" });
  root?.append(document.createElement("table"));
  expect(outlineOf(document.body)).toBe("0 body\n1 article\n2 table\n");
});

test("a page without end has an outline of a bounded length", { timeout: 30_000 }, () => {
  const many = outline(Array.from({ length: 5000 }, (_, n) => `<p title></p><b id></b>${n}`).join(""));
  expect(many.length).toBeLessThanOrEqual(12_000);
  expect(isTaken(many)).toBe(true);
  const deep = outline("<section>".repeat(3000));
  expect(deep.split("\n").length).toBeLessThan(70);
});

test("whatever a page is made of, nothing of its words is in the outline, and the Worker takes it", {
  timeout: 30_000,
}, () => {
  // Letters that no tag, role or attribute of the lists is made of.
  const word = fc.stringMatching(/^[a-z]{3}qzx[a-z0-9]{2,8}$/);
  const element: fc.Memo<string> = fc.memo((depth) =>
    fc
      .record({
        tag: fc.oneof(fc.constantFrom("div", "p", "span", "tr", "x-a"), word),
        attribute: fc.oneof(
          fc.constantFrom("role", "email", "href", "title", "data-test-id", "aria-label"),
          word,
        ),
        value: word,
        text: word,
        inside: depth > 1 ? fc.array(element(depth - 1), { maxLength: 3 }) : fc.constant<string[]>([]),
      })
      .map(
        ({ tag, attribute, value, text, inside }) =>
          `<${tag} ${attribute}="${value}">${text}<!--${text}-->${inside.join("")}</${tag}>`,
      ),
  );
  fc.assert(
    fc.property(element(4), (html) => {
      const text = outline(html);
      expect(text).not.toContain("qzx");
      expect(isTaken(text)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
