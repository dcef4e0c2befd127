import { gitVersion } from '../../git/git-version.ts';
import { toolVersion } from '../../model/tool-version.ts';
import type { HealthCheck } from './health-check.ts';

export interface MachineFacts {
  /** `20.19.0` */
  readonly node: string;
  /** What the package asks for: `>=20.19`. */
  readonly engines: string;
  readonly packageFolder: string;
}

/** From here on `git init` can name the first branch, which `confman init` does. */
const oldestGit = '2.28';

/** The programs that confman is and needs. */
export function machineChecks({ node, engines, packageFolder }: MachineFacts): HealthCheck[] {
  const oldestNode = engines.replace(/^>=\s*/, '');
  const tooOld = isOlder(node, oldestNode);
  return [
    {
      name: 'node',
      status: tooOld ? 'problem' : 'ok',
      message: tooOld ? `${node}, and confman needs ${engines}` : node,
      hint: tooOld ? `Install Node ${oldestNode} or newer` : undefined,
    },
    { name: 'confman', status: 'ok', message: `${toolVersion} in ${packageFolder}` },
    gitCheck(),
  ];
}

function gitCheck(): HealthCheck {
  const found = gitVersion();
  if ('reason' in found)
    return { name: 'git', status: 'problem', message: found.reason, hint: 'Install git, or put it on the PATH' };
  const { version } = found;
  if (!isOlder(version, oldestGit)) return { name: 'git', status: 'ok', message: version };
  return { name: 'git', status: 'note', message: `${version} is old`, hint: `Install git ${oldestGit} or newer` };
}

function isOlder(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (const [i, part] of (want ?? []).entries()) {
    const own = have?.[i] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
