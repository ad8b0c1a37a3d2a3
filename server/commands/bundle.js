/**
 * Bundles the server, or the commands that are run by hand: a start reads a few files in the place of hundreds, and compiles no
 * TypeScript. What stays outside: Next, which finds its own files; libsql, which is a binary; pg-native, which is not installed.
 * `node server/commands/bundle.js DIRECTORY ENTRY.ts …` Plain JavaScript, as prepare.js.
 */
import { rmSync } from 'node:fs'
import { build } from 'esbuild'
import { engineHash } from '../library/engine-hash.js'

const [directory, ...entryPoints] = process.argv.slice(2)

/** Next by its name alone: the one file of it that we read headers with comes along. @type {import('esbuild').Plugin} */
const nextStaysOutside = {
  name: 'next-stays-outside',
  setup: ({ onResolve }) => onResolve({ filter: /^next$/ }, ({ path }) => ({ path, external: true })),
}

// What an older bundle was made of has other names.
rmSync(directory, { recursive: true, force: true })
await build({
  entryPoints,
  outdir: directory,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is loaded later is a file of its own, and costs nothing at the start.
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['react-server'],
  external: ['libsql', 'pg-native'],
  plugins: [nextStaysOutside],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.LIBRARY_ENGINE': JSON.stringify(engineHash()) },
  // Packages that are not ES modules call it.
  banner: { js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);` },
  // Read when a fault is logged: server/platform/stack.ts.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
})
