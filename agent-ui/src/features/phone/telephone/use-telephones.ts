import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { codeOfFailure } from '../../../shared/failure-code';
import { chooseTelephoneDocument, ringTelephoneDocument, telephonesDocument, type Telephone } from './telephone-api';

/** The telephones on which the agent may take calls instead of in this page. The server keeps the choice. */
export interface Telephones {
  all: readonly Telephone[];
  chosen: Telephone | undefined;
  /** The name of the telephone that was the agent's until it was removed, or until somebody else got it. */
  lost: string | undefined;
  /** Why it was not done. */
  failure: string | undefined;
  isChanging: boolean;
  /**
   * @param id undefined: in this page
   * @returns whether it was done
   */
  choose: (id: string | undefined) => Promise<boolean>;
  ring: (callId: string) => Promise<boolean>;
}

const betweenLooks = 20_000;

/** @param news looks again whenever this changes */
export function useTelephones(news: string): Telephones {
  const client = useClient();
  const [all, setAll] = useState<readonly Telephone[]>([]);
  const [lost, setLost] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [isChanging, setIsChanging] = useState(false);
  const mine = useRef<Telephone>(undefined);
  /** Counts the choices, so that what was read before one is dropped. */
  const turn = useRef(0);

  const show = useCallback((telephones: readonly Telephone[]) => {
    mine.current = telephones.find(({ isYours }) => isYours);
    setAll(telephones);
  }, []);
  const look = useCallback(async () => {
    const before = turn.current;
    const { data } = await client.query(telephonesDocument, {}).toPromise();
    if (data != null && before === turn.current) {
      const had = mine.current;
      show(data.telephones);
      if (had !== undefined && mine.current === undefined) {
        setLost(had.name);
      }
    }
  }, [client, show]);

  useEffect(() => {
    const again = (): void => {
      look().catch(() => undefined);
    };
    again();
    const timer = setInterval(again, betweenLooks);
    addEventListener('focus', again);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', again);
    };
  }, [look, news]);

  const choose = async (id: string | undefined): Promise<boolean> => {
    turn.current++;
    setIsChanging(true);
    const { data, error } = await client.mutation(chooseTelephoneDocument, { telephoneId: id ?? null }).toPromise();
    turn.current++;
    setIsChanging(false);
    setFailure(data == null ? (error === undefined ? 'OTHER' : codeOfFailure(error)) : undefined);
    if (data == null) {
      look().catch(() => undefined);
      return false;
    }
    setLost(undefined);
    show(data.chooseTelephone);
    return true;
  };
  const ring = async (callId: string): Promise<boolean> => {
    setIsChanging(true);
    const { error } = await client.mutation(ringTelephoneDocument, { callId }).toPromise();
    setIsChanging(false);
    setFailure(error && codeOfFailure(error));
    return error === undefined;
  };
  return { all, chosen: all.find(({ isYours }) => isYours), lost, failure, isChanging, choose, ring };
}
