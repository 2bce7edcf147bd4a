import type { Page } from './page';

const svg = 'http://www.w3.org/2000/svg';

const strokes: Record<Page['mood'], string[]> = {
  waiting: ['M24 12v12l8 5'],
  act: ['M17 10h14a2 2 0 0 1 2 2v24a2 2 0 0 1-2 2H17a2 2 0 0 1-2-2V12a2 2 0 0 1 2-2z', 'M22 33h4'],
  good: ['M14 25l7 7 14-15'],
  bad: ['M24 13v14', 'M24 34v.5'],
};

/** An ornament beside the heading; the text says the same. */
export function moodIcon(mood: Page['mood']): SVGSVGElement {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', '0 0 48 48');
  image.setAttribute('aria-hidden', 'true');
  image.classList.add('icon', `icon-${mood}`);
  for (const stroke of strokes[mood]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', stroke);
    image.append(path);
  }
  return image;
}
