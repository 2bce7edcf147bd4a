import { useEffect, useRef, type RefObject } from 'react';

interface CallFocus {
  mine: RefObject<HTMLHeadingElement | null>;
  list: RefObject<HTMLHeadingElement | null>;
  /** The agent has just pressed the button for this call. */
  expect: (callId: string) => void;
}

/**
 * Moves the keyboard to the call that the agent takes, and back to the list when it is over. A call that was already there when
 * the page was loaded does not pull the focus.
 */
export function useCallFocus(myCallId: string | undefined): CallFocus {
  const mine = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const expected = useRef<string>(undefined);
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (myCallId !== undefined && myCallId === expected.current) {
      expected.current = undefined;
      mine.current?.focus();
    } else if (myCallId === undefined && before.current !== undefined && document.activeElement === document.body) {
      // What had the focus has gone with the call.
      list.current?.focus();
    }
    before.current = myCallId;
  }, [myCallId]);
  const expect = (callId: string): void => {
    expected.current = callId;
  };
  return { mine, list, expect };
}
