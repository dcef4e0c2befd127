import type { CompiledApp } from '../compiled-app.ts';

/** What an app is at a commit. An invalid one publishes nothing: what was published before stays in force (section 8 of the specification). */
export type AppState =
  | {
      readonly kind: 'there';
      readonly app: CompiledApp;
      /** Of references to secrets, as the settings of that commit have them. */
      readonly schemes: readonly string[];
    }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'absent' };
