#!/usr/bin/env node
import module from 'node:module';

// Node 22 and later keep the compiled code of a program; earlier versions go without.
module.enableCompileCache?.();
const { main } = await import('../dist/cli.js');
await main(process.argv.slice(2));
