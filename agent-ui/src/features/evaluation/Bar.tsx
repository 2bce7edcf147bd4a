import type { ReactNode } from 'react';
import { widthOf, type Told } from './bars';

interface BarProps {
  count: Told;
  most: number;
}

const hatching = 'M.5.5h39v15h-39zM0 16 16 0M8 16 24 0M16 16 32 0M24 16 40 0';

/** The number stands beside it, so it says nothing to a screen reader. A hidden number has a hatched box of always the same width. */
export function Bar({ count, most }: BarProps): ReactNode {
  const width = widthOf(count, most);
  return (
    <svg className="evaluation-bar" width="100%" height="16" aria-hidden="true" focusable="false">
      {width === null ? <path className="hatching" d={hatching} /> : <rect width={`${String(width)}%`} height="16" />}
    </svg>
  );
}
