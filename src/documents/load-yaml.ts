type YamlReader = typeof import('./yaml/parse-yaml.ts').parseYaml;

let reader: YamlReader | undefined;

/** Before the first YAML document is read. The library takes as long to load as the rest of a small run; most have no YAML. */
export async function loadYaml(): Promise<void> {
  reader ??= (await import('./yaml/parse-yaml.ts')).parseYaml;
}

export function yamlReader(): YamlReader {
  if (reader === undefined) throw new Error('loadYaml has to be awaited before YAML is read');
  return reader;
}
