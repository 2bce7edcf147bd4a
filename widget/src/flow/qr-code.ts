import { encode } from 'uqr';

const svg = 'http://www.w3.org/2000/svg';

/**
 * A QR code as one SVG path, with the quiet zone of four modules that scanners need. A screen has no dirt or damage, so the lowest
 * error correction gives the largest modules and the easiest scan.
 */
export function qrCode(content: string, alternative: string): SVGSVGElement {
  const { data, size } = encode(content, { ecc: 'L', border: 4 });
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : ''))).join(''));
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', `0 0 ${String(size)} ${String(size)}`);
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', alternative);
  image.setAttribute('shape-rendering', 'crispEdges');
  image.append(path);
  return image;
}
