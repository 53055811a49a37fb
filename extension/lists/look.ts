/** What chip and card have in common: LOOKS' colours, and the outlines that tell bands apart without them. */
export const look = `
.ink { color: light-dark(#1b1f27, #ecedef); color-scheme: light; }
.ink.dark { color-scheme: dark; }
.band {
  display: inline-grid; place-items: center; box-sizing: border-box; min-inline-size: 16px; block-size: 16px;
  padding-inline: 3px; border: 1px solid; border-radius: 4px; font-weight: 600; line-height: 1;
}
.A { color: light-dark(#ffffff, #17191e); border-color: light-dark(#0b6b4f, #5fd0a5); background: light-dark(#0b6b4f, #5fd0a5); }
.B { color: light-dark(#2b5c8a, #8fc0f0); border: 3px double; padding-inline: 1px; }
.C { color: light-dark(#7a5200, #e3b45c); }
.D { color: light-dark(#5d6470, #aeb4bf); border-style: dashed; }
@media (forced-colors: active) { .A { forced-color-adjust: none; } }
`;

export type Ground = "light" | "dark";

/** An element of ours with text in it: text only, for strangers wrote it. */
export function tag<Name extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: Name,
  classes: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = classes;
  element.textContent = text;
  return element;
}
