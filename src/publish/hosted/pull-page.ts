import type { ForgeAddress } from '../forges/forge-connection.ts';

const parts = { github: 'pull', gitlab: '-/merge_requests', gitea: 'pulls' } as const;

/** Where people look at a request: made of the forge's own address, not of what it answers. */
export function pullPage({ forge, host, api, project }: ForgeAddress, id: string): string {
  const cloud = forge === 'github' && api === `https://api.${host}`;
  const site = cloud ? `https://${host}` : api.replace(/\/api\/v\d+$/, '');
  return `${site}/${project}/${parts[forge]}/${id}`;
}
