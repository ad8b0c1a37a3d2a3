/**
 * Bundles the server, or the commands that are run by hand, so that a start reads a few files instead of hundreds and compiles no
 * TypeScript. Some packages stay outside: Next, which finds its own files; libsql, which is a binary; pg-native, which is not installed.
 * `node server/commands/bundle.js DIRECTORY ENTRY.ts …` Plain JavaScript, like prepare.js.
 */
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { engineHash } from '../library/engine-hash.js'

const [directory, ...entryPoints] = process.argv.slice(2)

// An older bundle's files have other names and would stay.
rmSync(directory, { recursive: true, force: true })
await build({
  entryPoints,
  outdir: directory,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is loaded later gets a file of its own, so it costs nothing at the start.
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['react-server'],
  external: ['libsql', 'next', 'pg-native'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.LIBRARY_ENGINE': JSON.stringify(engineHash()) },
  // Packages that are not ES modules call it.
  banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);` },
  // server/platform/stack-trace.ts reads it when a fault is logged.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
})
