import { Fragment, type ReactNode } from 'react';
import { hiddenParts } from './hidden-characters';

/**
 * A text from outside, such as a caller's name: it cannot turn the direction of what stands around it, and characters in it that nobody
 * sees are shown by their number, for what was signed must not read as something else.
 */
export function OutsideText({ text }: { text: string }): ReactNode {
  return (
    <bdi>
      {hiddenParts(text).map(({ text: part, hidden }, place) => (
        // By place: the parts of one text never change places.
        <Fragment key={place}>{hidden ? <code className="hidden-character">{part}</code> : part}</Fragment>
      ))}
    </bdi>
  );
}
