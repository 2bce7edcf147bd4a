// What a subscription of the toy schema may give: a slow reader gets the newest result, not every one.
import assert from 'node:assert/strict';

/** Results in order, none twice, the last one always. */
export function assertCounted(results, to) {
  const counted = results.map(({ data }) => data.count);
  assert.deepEqual(
    counted,
    [...new Set(counted)].sort((one, other) => one - other),
  );
  assert.ok(counted[0] >= 1);
  assert.equal(counted.at(-1), to);
}

/** The error is the last result, and tells nothing of its cause. */
export function assertFailed(results) {
  assert.equal(results.at(-1).errors[0].extensions.code, 'INTERNAL');
  assert.ok(!JSON.stringify(results).includes('secret'));
  for (const result of results.slice(0, -1)) assert.deepEqual(result, { data: { failing: 1 } });
  assert.ok(results.length <= 2);
}
