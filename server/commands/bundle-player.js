/**
 * Makes what every package contains besides its scenario: `node server/commands/bundle-player.js DIRECTORY` writes a script for each kind,
 * the style sheet and its fonts, and the drawings, which are put into the page. Plain JavaScript, like prepare.js.
 */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import tailwind from '@tailwindcss/postcss'
import { build } from 'esbuild'
import postcss from 'postcss'

const directory = process.argv[2]
const require = createRequire(import.meta.url)
const FONT = '@fontsource-variable/inter'
/** For names and texts in the languages of Europe. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic']

rmSync(directory, { recursive: true, force: true })
mkdirSync(join(directory, 'fonts'), { recursive: true })

/** @type {Map<string, string>} */
const drawings = new Map()
/** A reference to a drawing is only its fragment, because the drawing is in the page. @type {import('esbuild').Plugin} */
const inThePage = {
  name: 'in-the-page',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svg$/ }, ({ path }) => {
      drawings.set(basename(path), readFileSync(path, 'utf8'))
      return { contents: `export default { src: '' }` }
    }),
}

await build({
  entryPoints: readdirSync('lms/player/kinds').map((file) => join('lms/player/kinds', file)),
  outdir: directory,
  bundle: true,
  // Browsers load no modules from a disk.
  format: 'iife',
  platform: 'browser',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  jsx: 'automatic',
  minify: true,
  // Keeps licences.
  legalComments: 'eof',
  tsconfig: 'tsconfig.json',
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: {
    // Halves the script: see docs/decisions/packages.md.
    react: 'preact/compat',
    'react-dom/client': 'preact/compat/client',
    'react/jsx-runtime': 'preact/jsx-runtime',
    // Texts are compiled when a package is made.
    'use-intl/format-message': 'use-intl/format-message/format-only',
  },
  plugins: [inThePage],
  logLevel: 'warning',
})
writeFileSync(
  join(directory, 'drawings.svg'),
  [...drawings.keys()]
    .sort()
    .map((name) => drawings.get(name))
    .join('\n'),
)

const fonts = readFileSync(require.resolve(`${FONT}/wght.css`), 'utf8')
const faces = fonts.split(/(?=\/\* inter)/).filter((face) => SCRIPTS.some((script) => face.startsWith(`/* inter-${script}-wght-normal */`)))
const from = 'lms/player/player.css'
const { css } = await postcss([tailwind({ optimize: { minify: true } })]).process(readFileSync(from, 'utf8'), { from })
writeFileSync(join(directory, 'player.css'), `${faces.join('').replaceAll('./files/', './fonts/')}${css}`)
for (const script of SCRIPTS) {
  const file = `inter-${script}-wght-normal.woff2`
  copyFileSync(require.resolve(`${FONT}/files/${file}`), join(directory, 'fonts', file))
}
