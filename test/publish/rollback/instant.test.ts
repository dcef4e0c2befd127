import { describe, expect, it } from 'vitest';

import { Line, type Change } from './rolled-back.ts';

const eu = 'configs/apps/eu/config.json5';
const namespace: Change = {
  'configs/namespace.json5': '{ settings: { instantRollback: true }, roles: { publisher: ["bob@example.com"] } }',
};

interface Judged {
  readonly published: boolean;
  readonly reasons: readonly string[];
  readonly rule: string | undefined;
}

/** Judges a commit that is made on the tip of the line. */
async function judged(line: Line, change: Change, restores: number | string): Promise<Judged> {
  const tip = line.commits.at(-1) as string;
  const head = line.commit(change);
  line.commits.pop();
  line.git('reset', '--quiet', '--hard', tip);
  const commit = typeof restores === 'number' ? (line.commits[restores] as string) : restores;
  const { restoration, policies } = await line.context(head, commit, tip);
  if (restoration === undefined) throw new Error('nothing is restored');
  const { published, reasons } = restoration;
  return { published, reasons, rule: policies.find((each) => each.namespace === '/')?.autoApproved };
}

describe('what a rollback is published by alone', () => {
  it('is that every app gets back exactly what it was', async () => {
    const line = new Line({ ...namespace, [eu]: '{ pool: 10 }', 'configs/global.json5': '{}' }, { [eu]: '{ pool: 20 }' });
    const instant = { published: true, reasons: [], rule: 'instantRollback' };
    expect(await judged(line, { [eu]: '{ pool: 10 }' }, 0)).toEqual(instant);
    expect(await judged(line, { [eu]: '{ pool: 1e1 /* in other words */ }' }, 0)).toEqual(instant);
    for (const [change, reason] of [
      [{ [eu]: '{ pool: 11 }' }, 'apps/eu would not be what it was'],
      [{ [eu]: '{ pool: 10 }', 'configs/global.json5': '{ a: 1 }' }, "configs/global.json5 is none of these apps' own documents"],
      [{ [eu]: '{ pool: 10 }', 'README.md': 'x' }, "README.md is none of these apps' own documents"],
      [{ [eu]: '{ pool: 10 }', 'configs/namespace.json5': '{}' }, "configs/namespace.json5 is none of these apps' own documents"],
      [
        { [eu]: '{ pool: 10 }', 'configs/apps/eu/namespace.json5': '{}' },
        "configs/apps/eu/namespace.json5 is none of these apps' own documents",
      ],
      [{ [eu]: '{ pool: 10 }', 'configs/apps/eu/trap.json5': '{}' }, 'apps/eu would refer to what it did not refer to'],
      [{ [eu]: '{ $ref: "global", pool: 10 }' }, 'apps/eu would refer to what it did not refer to'],
      [{ [eu]: '{ pool: 10 }', 'configs/apps/us/config.json5': '{}' }, 'apps/us was not there, or would not be'],
      [{ [eu]: undefined }, 'apps/eu was not there, or would not be'],
    ] as const)
      expect(await judged(line, change, 0)).toMatchObject({ published: true, reasons: [reason], rule: undefined });
  });

  it('is a commit that was published, on the line of the branch itself', async () => {
    const line = new Line({ ...namespace, [eu]: '{ pool: 10 }' });
    line.git('switch', '--quiet', '--create', 'side');
    const side = line.commit({ [eu]: '{ pool: 66 }' });
    line.commits.pop();
    line.git('switch', '--quiet', 'main');
    line.git('merge', '--quiet', '--no-ff', '--strategy', 'ours', 'side');
    line.commits.push(line.git('rev-parse', 'HEAD'));
    line.commit({ [eu]: '{ pool: 20 }' });
    const unpublished = { published: false, reasons: ['the commit was never published'], rule: undefined };
    expect(await judged(line, { [eu]: '{ pool: 66 }' }, side)).toEqual(unpublished);
    expect(await judged(line, { [eu]: '{ pool: 66 }' }, 'f'.repeat(40))).toEqual(unpublished);
    expect(await judged(line, { [eu]: '{ pool: 10 }' }, 0)).toMatchObject({ rule: 'instantRollback' });
    expect(await judged(line, { [eu]: '{ pool: 20, more: 1 }' }, 2)).toMatchObject({ rule: undefined });
  });

  it('is nothing that a person has to look at: secrets, immutable values, what was not valid', async () => {
    const schema = {
      type: 'object',
      properties: {
        pool: { type: 'integer' },
        key: { type: 'string', 'x-confman-secret-ref': true },
        region: { type: 'string', 'x-confman-immutable': true },
      },
    };
    const line = new Line(
      {
        ...namespace,
        'schemas/shop/v1.json': JSON.stringify(schema),
        [eu]: '{ $schema: "schemas/shop/v1", key: "vault://a", region: "x" }',
      },
      { [eu]: '{ $schema: "schemas/shop/v1", key: "vault://b", region: "x" }' },
      { [eu]: '{ $schema: "schemas/shop/v1", key: "vault://b", region: "y" }' },
      { [eu]: '{ $schema: "schemas/shop/v1", key: "vault://b", region: "y", pool: "z" }' },
      { [eu]: '{ $schema: "schemas/shop/v1", key: "vault://b", region: "y", pool: 1 }' },
    );
    const back = (place: number): Promise<Judged> =>
      judged(line, { [eu]: line.git('show', `${line.commits[place]}:${eu}`) }, place);
    expect(await back(0)).toMatchObject({
      reasons: ['a reference to a secret would change', 'apps/eu would change what is immutable'],
      rule: undefined,
    });
    expect(await back(1)).toMatchObject({ reasons: ['apps/eu would change what is immutable'], rule: undefined });
    expect(await back(2)).toMatchObject({ reasons: [], rule: 'instantRollback' });
    expect(await judged(line, { [eu]: undefined }, 0)).toMatchObject({ rule: undefined });
    line.commit({ [eu]: undefined });
    expect(await back(2)).toMatchObject({ reasons: ['apps/eu would come back with a reference to a secret'], rule: undefined });
    line.git('reset', '--quiet', '--hard', 'HEAD~1');
    line.commits.pop();
    expect(await back(3)).toMatchObject({ reasons: ['apps/eu would not be what it was'], rule: undefined });
  });

  it('is allowed by the namespace alone, as it stands before', async () => {
    const line = new Line(
      { 'configs/namespace.json5': '{ roles: { publisher: ["bob@example.com"] } }', [eu]: '{ pool: 10 }' },
      { [eu]: '{ pool: 20 }' },
    );
    expect(await judged(line, { [eu]: '{ pool: 10 }' }, 0)).toEqual({ published: true, reasons: [], rule: undefined });
    expect(await judged(line, { [eu]: '{ pool: 10 }', ...namespace }, 0)).toMatchObject({ rule: undefined });
  });
});
