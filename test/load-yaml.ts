import { loadYaml } from '../src/documents/load-yaml.ts';

// Every test may read YAML; the program loads the library only for workspaces that have some.
await loadYaml();
