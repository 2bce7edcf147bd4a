import type { Evaluation, EvaluationFigures, PurposeEvaluation } from '../src/gql/graphql';

/** Figures in which nothing was counted, with what a test changes about them. */
export function figures(changes: Partial<EvaluationFigures> = {}): EvaluationFigures {
  return {
    started: 0,
    disclosed: 0,
    refused: 0,
    expired: 0,
    notPhoned: 0,
    matched: 0,
    wrongCodes: 0,
    unidentified: 0,
    abandoned: 0,
    taken: 0,
    waiting: null,
    handling: null,
    ...changes,
  };
}

const benefit = { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } };
const passport = { name: 'paspoort', title: { nl: 'Paspoort of ID-kaart', en: 'Passport or identity card' } };

/** A pilot that has just begun. */
export const noEvaluation: Evaluation = {
  threshold: 5,
  total: figures(),
  purposes: [benefit, passport].map((purpose) => ({ purpose, total: figures(), months: [] })),
};

const questions: PurposeEvaluation = {
  purpose: benefit,
  total: figures({
    started: 1_200,
    disclosed: 900,
    refused: 120,
    expired: 180,
    notPhoned: 60,
    matched: 840,
    wrongCodes: 30,
    abandoned: 24,
    taken: 816,
    waiting: { median: 65, p90: 240, p95: 300 },
    handling: { median: 300, p90: 720, p95: 905 },
  }),
  months: [
    {
      month: '2026-10',
      total: figures({ started: 1_000, disclosed: 750, matched: 700, taken: 680 }),
      days: [{ day: '2026-10-30', figures: figures({ started: 1_000, disclosed: 750, matched: 700, taken: 680 }) }],
    },
    {
      month: '2026-11',
      total: figures({ started: 200, disclosed: 150, refused: null, matched: 140, taken: 136 }),
      days: [
        { day: '2026-11-23', figures: figures({ started: 150, disclosed: 110, refused: null, matched: 100, taken: 97 }) },
        { day: '2026-11-24', figures: figures({ started: null, disclosed: null, matched: 40, taken: 39 }) },
      ],
    },
  ],
};

/** A pilot of two months, with numbers that are hidden. */
export const anEvaluation: Evaluation = {
  threshold: 5,
  total: figures({
    started: 1_210,
    disclosed: 904,
    refused: 124,
    expired: 182,
    notPhoned: 60,
    matched: 844,
    wrongCodes: 36,
    unidentified: 48,
    abandoned: 29,
    taken: 860,
    waiting: { median: 70, p90: 241, p95: 301 },
    handling: { median: 301, p90: 721, p95: 906 },
  }),
  purposes: [
    questions,
    {
      purpose: passport,
      total: figures({ started: 10, disclosed: null, matched: null, taken: null }),
      months: [{ month: '2026-11', total: figures({ started: 10 }), days: [{ day: '2026-11-23', figures: figures({ started: 10 }) }] }],
    },
    {
      purpose: null,
      total: figures({ unidentified: 48, wrongCodes: 6, abandoned: 5, taken: 42 }),
      months: [
        { month: '2026-11', total: figures({ unidentified: 48 }), days: [{ day: '2026-11-23', figures: figures({ unidentified: 48 }) }] },
      ],
    },
  ],
};
