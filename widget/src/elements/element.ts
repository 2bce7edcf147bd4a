/** An element with its properties and children; text only ever goes in as text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Element | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A button that does something on the page. */
export function button(className: string, text: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', className: `button ${className}`, textContent: text });
  made.addEventListener('click', onPress);
  return made;
}
