import type { ForgeConnection } from './forge-connection.ts';
import type { ForgeDriver } from './forge-driver.ts';
import type { ForgePort } from './forge-port.ts';
import { hostedForge } from './hosted-forge.ts';

/** The client libraries are large: each is loaded where its forge is used, and only then. */
export async function openForge(connection: ForgeConnection): Promise<ForgePort> {
  return hostedForge(await driverFor(connection), connection);
}

async function driverFor(connection: ForgeConnection): Promise<ForgeDriver> {
  switch (connection.address.forge) {
    case 'github':
      return (await import('./github/github-driver.ts')).githubDriver(connection);
    case 'gitlab':
      return (await import('./gitlab/gitlab-driver.ts')).gitlabDriver(connection);
    case 'gitea':
      return (await import('./gitea/gitea-driver.ts')).giteaDriver(connection);
  }
}
