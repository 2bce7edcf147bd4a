/** A constructed sheet is allowed under a Content Security Policy that forbids inline styles. */
export function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
