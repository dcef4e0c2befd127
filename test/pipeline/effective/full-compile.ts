import type { JsonValue } from '../../../src/model/json.ts';
import { Compilers } from '../../../src/pipeline/build-apps.ts';
import type { Workspace } from '../../../src/pipeline/workspace.ts';

/** All that a snapshot has of an app; undefined data where it could not be put together. */
export interface Compiled {
  readonly data: JsonValue | undefined;
  readonly status: string;
  readonly schema: string | undefined;
}

/** Every app, with provenance, one after the other: the oracle of what is quicker. */
export async function fullCompile(workspace: Workspace): Promise<Map<string, Compiled>> {
  await workspace.prepareFindings();
  const { recording } = new Compilers(workspace);
  return new Map(
    workspace.index.apps.map((id) => {
      const { data, status, schema } = recording.compile(id);
      return [id, { data, status, schema: schema?.id }];
    }),
  );
}
