import { expect, it } from 'vitest';

import { PublishServer, teams, type Desk } from './publish-server.ts';

const [main, head, meta] = ['refs/heads/main', 'refs/confman/requests/1/head', 'refs/confman/requests/1/meta'] as const;

/** @param seconds from now */
function moment(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** A freeze that has just ended: by the server's clock it is over, and an event that is dated back lies in it. */
async function thawed(): Promise<PublishServer> {
  const settings = `settings: { freeze: [{ from: "2020-01-01T00:00:00Z", until: "${moment(-30)}" }] }`;
  const shop = `{ path: "/shop", ${settings}, roles: { publisher: ["eve@example.com"] } }`;
  return PublishServer.start(undefined, { files: { ...teams, 'configs/shop/namespace.json5': shop } });
}

it('a publication lies outside of a freeze by its own time as well, which is all that an audit has', async () => {
  const server = await thawed();
  const [ada, eve] = await Promise.all([server.clone('ada'), server.clone('eve')]);
  const change = ada.change('pool', 'configs/shop/eu/config.json5', '{ $ref: "global", pool: 20 }');
  const tip = server.refs()[main] as string;
  const say = (desk: Desk, position: number, at: string, body: object): string => {
    const common = { formatVersion: 1, request: '1', position, actor: `${desk.name}@example.com`, at, base: tip };
    const former = server.refs()[meta];
    return desk.eventCommit({ ...common, ...body }, former === undefined ? [] : [former]);
  };
  const asked = { type: 'opened', head: change, title: 'x', description: '', draft: false, restores: null };
  await ada.talk('push', '--atomic', 'origin', `${say(ada, 1, moment(-300), asked)}:${meta}`, `${change}:${head}`);
  await eve.talk('fetch', 'origin', `${head}:${head}`, `${meta}:${meta}`);
  const approved = { type: 'reviewed', head: change, decision: 'approved', comment: '' };
  await eve.talk('push', 'origin', `${say(eve, 2, moment(-290), approved)}:${meta}`);
  const message = 'Publish request 1\n\nConfman-Request: 1\n';
  const commit = eve.git('commit-tree', `${change}^{tree}`, '-p', tip, '-p', change, '-m', message);
  const publish = (at: string): readonly string[] => {
    const event = say(eve, 3, at, { type: 'published', head: change, commit, namespaces: ['/shop'] });
    return ['--atomic', 'origin', `${event}:${meta}`, `${commit}:${main}`];
  };
  expect(await eve.refusedPush(...publish(moment(-200)))).toContain('publish/frozen');
  await eve.talk('push', ...publish(moment(0)));
  expect(await eve.does('audit', '--verify', '--root', tip)).toContain('3 events and 1 commit of main hold');
});
