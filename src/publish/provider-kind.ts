import { forges } from '../namespaces/principal.ts';

/** Who keeps requests: git itself, or a forge. */
export const providerKinds = ['embedded', ...forges] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** As people and settings say it: `auto` goes by the address of the remote. */
export const providerChoices = ['auto', ...providerKinds] as const;
export type ProviderChoice = (typeof providerChoices)[number];
