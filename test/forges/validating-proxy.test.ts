import { describe, expect, it } from 'vitest';
import { readDescription } from './fakes/description.ts';
import { validatingProxy, type FakeAnswer, type FakeCall } from './fakes/validating-proxy.ts';

/** What holds the adapters and the fakes has to hold something itself. */
const pulls = '/repos/acme/config/pulls';
const review = { commit_id: 'a', event: 'APPROVE' };

function violations(file: string, call: Partial<FakeCall>, answer: FakeAnswer = { status: 404, body: { message: 'x' } }) {
  const proxy = validatingProxy(readDescription(file), () => answer);
  proxy.answer({ method: 'GET', path: pulls, query: new URLSearchParams(), body: undefined, user: 'alice', ...call });
  return proxy.violations;
}

describe('a call', () => {
  it.each([
    ['of an unknown path', { path: '/repos/acme/config/git/refs/heads/main', method: 'PATCH' }, /is not described/],
    ['of an unknown method', { method: 'DELETE' }, /is not described/],
    ['with an unknown parameter', { query: new URLSearchParams({ staet: 'open' }) }, /knows no parameter staet/],
    ['with a parameter of the wrong kind', { query: new URLSearchParams({ state: 'opened' }) }, /allowed values/],
    [
      'with an unknown field',
      { method: 'POST', path: `${pulls}/1/reviews`, body: { ...review, force: true } },
      /additional properties.*force/,
    ],
    ['with a wrong value', { method: 'POST', path: `${pulls}/1/reviews`, body: { event: 'APPROVED' } }, /allowed values/],
    ['without what it needs', { method: 'POST', path: pulls, body: { title: 'T' } }, /required property 'head'/],
    ['with a body that nothing takes', { body: { a: 1 } }, /has a body/],
  ])('%s', (_, call, said) => {
    expect(violations('github.json', call).join('\n')).toMatch(said);
  });

  it('as described', () => {
    expect(violations('github.json', { method: 'POST', path: `${pulls}/1/reviews`, body: review })).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    ['without what belongs in it', { status: 200, body: [{ number: 1 }] }, /required property 'id'/],
    ['of another kind', { status: 200, body: {} }, /must be array/],
    ['with a status that is not described', { status: 202, body: {} }, /status is not described/],
  ])('%s', (_, answer, said) => {
    expect(violations('github.json', {}, answer).join('\n')).toMatch(said);
  });
});

it.each(['gitlab.yaml', 'gitea.yaml'])('%s has what it refers to', (file) => {
  const description = readDescription(file);
  for (const [, kind = '', name = ''] of JSON.stringify(description).matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
    expect(description.components[kind], `${kind}/${name}`).toHaveProperty(name);
});
