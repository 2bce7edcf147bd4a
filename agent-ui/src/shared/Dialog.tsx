import { Heading } from '@nl-design-system-candidate/heading-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

interface DialogProps {
  title: string;
  /** By Escape; the way out that can be seen is for the content to offer. */
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog of the browser itself: it keeps the keyboard inside, and gives it back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // While it is still in the page: the browser gives the keyboard back only then.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
    };
  }, []);
  return (
    <dialog ref={dialog} className="dialog card" aria-labelledby={titleId} onClose={onClose}>
      <Heading level={2} id={titleId}>
        {title}
      </Heading>
      {children}
    </dialog>
  );
}
