import axe from 'axe-core';

/** What axe finds wrong. Contrast needs real pixels; it is looked at in a browser. */
export async function violations(within: Element): Promise<string[]> {
  const { violations: found } = await axe.run(within, { rules: { 'color-contrast': { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
