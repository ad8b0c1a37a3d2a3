/** A sheet of every thing that a moment can show, from the examples of docs/authoring.md. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Scenario } from '@/scenarios/engine/format/schema'
import { compile } from '@/scenarios/engine/play/compile'
import { argumentsOf, drawNames } from '@/scenarios/engine/play/names'
import { begin, sceneOf } from '@/scenarios/engine/play/play'
import { stage } from '@/scenarios/engine/play/staging'
import { exampleInput, examplePool } from '../support/example-scenario'
import { pageScript } from '../support/projector-slides'
import type { ThingsPage } from '../support/things-page'
import type { Camera } from './camera'

const SHEETS = [
  { name: 'things', width: 1440, colorScheme: 'light' },
  { name: 'things-dark', width: 1440, colorScheme: 'dark' },
  { name: 'things-phone', width: 390, colorScheme: 'light' },
  { name: 'things-phone-dark', width: 390, colorScheme: 'dark' },
] as const
const STYLES = `
  .sheet-of-things { columns: 2 40rem; column-gap: 1.25rem; padding: 1.25rem; background: var(--bg) }
  .sheet-of-things > figure { break-inside: avoid; margin: 0 0 1.25rem }
  .sheet-of-things .stage-window { overflow: hidden; border: 1px solid var(--line-2); border-radius: 0.75rem }
  .sheet-of-things > figure > figcaption { padding-top: 0.25rem; font-size: 0.8125rem; color: var(--ink-3) }`

export async function things(camera: Camera): Promise<void> {
  const { shown, cast } = examples()
  const script = await pageScript('tests/support/things-page.tsx')
  for (const { name, width, colorScheme } of SHEETS) {
    const page = await (
      await camera.visitor({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce', bypassCSP: true })
    ).newPage()
    // Once hydrated, the page would replace what we show.
    await page.route('**/_next/static/**/*.js', (route) => route.abort())
    await page.goto('/en/j')
    await page.evaluate(script)
    await page.addStyleTag({ content: STYLES })
    await page.evaluate(([things, people]) => (window as unknown as ThingsPage).showThings(things, people), [shown, cast] as const)
    await camera.take(page, name, page.locator('.sheet-of-things'))
  }
}

function examples() {
  const [, block] = [...readFileSync('docs/authoring.md', 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!)
  const { scenes } = exampleInput
  const hello = { ...scenes.hello!, show: parse(block!) }
  const { play, values } = compile(Scenario.parse({ ...exampleInput, scenes: { ...scenes, hello } })).hostile!
  const names = drawNames(examplePool, Object.keys(play.cast), 1)
  const staged = stage(play, names, argumentsOf(values, names), 'en')
  const shown = sceneOf(staged, begin(staged)).show.map((artefact) => ({
    name: 'look' in artefact ? `${artefact.kind}/${artefact.look}` : artefact.kind,
    artefact,
  }))
  return { shown, cast: staged.cast }
}
