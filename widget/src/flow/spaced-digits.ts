import { element } from '../elements/element';

/** Digits in groups that can be read and typed without counting; screen readers say them one by one. */
export function spacedDigits(digits: string, groupSize: number, className: string): HTMLElement {
  const spelled = groups(digits, 1).join(' ');
  if (groupSize === 1) {
    return element('p', { className: `digits ${className}`, textContent: spelled });
  }
  const seen = element('span', { textContent: groups(digits, groupSize).join(' ') });
  seen.setAttribute('aria-hidden', 'true');
  return element(
    'span',
    { className: `digits ${className}` },
    seen,
    element('span', { className: 'visually-hidden', textContent: spelled }),
  );
}

export function groups(digits: string, size: number): string[] {
  return Array.from({ length: Math.ceil(digits.length / size) }, (_, index) => digits.slice(index * size, (index + 1) * size));
}
