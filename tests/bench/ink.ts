import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Compiler } from 'inkjs/full'
import { END } from '@/scenarios/engine/format/schema'
import { variantOf } from '@/scenarios/engine/format/variant'
import { authoredSegments } from '@/scenarios/engine/play/key'
import { soundScenario } from '../support/sound-scenario'

export async function serveInk(scenes: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const library = join(dirname(createRequire(import.meta.url).resolve('inkjs')), 'ink.js')
  const files: Record<string, { type: string; body: Buffer }> = {
    '/': { type: 'text/html; charset=utf-8', body: Buffer.from(PAGE) },
    '/ink.js': { type: 'text/javascript', body: readFileSync(library) },
    '/scenario.js': {
      type: 'text/javascript',
      body: Buffer.from(`const STORY = ${new Compiler(inkOf(scenes)).Compile().ToJson()}\n${PLAYER}`),
    },
  }
  const zipped = Object.fromEntries(
    Object.entries(files).map(([path, { type, body }]) => [path, { type, body: gzipSync(body, { level: 9 }) }]),
  )
  const server = createServer((request, response) => {
    const file = zipped[request.url ?? '/']
    if (!file) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' }).end(file.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

function inkOf(scenes: number): string {
  const scenario = variantOf(soundScenario({ scenes }), 'hostile')
  const knots = Object.entries(scenario.scenes).map(([id, scene]) => {
    const act = scene.decisions.find((d) => d.options.some((o) => o.to))!
    const lines = [scene.title, plain(scene.lead), ...authoredSegments(scene.show).map((s) => s.text)]
    const choices = act.options.map(
      (o) => `+ [${o.text}]${o.consequence ? `\n  ${plain(o.consequence)}` : ''}\n  -> ${knotOf(String(o.to))}`,
    )
    return `=== ${id} ===\n${lines.join('\n')}\n${choices.join('\n')}`
  })
  const [ending] = Object.values(scenario.endings)
  return [`-> ${scenario.start}`, ...knots, `=== ${knotOf(END)} ===\n${ending!.title}\n${plain(ending!.text)}\n-> END`].join('\n\n')
}
/** Sentences without their guards and arguments, which ink would read as its own. */
const plain = (prose: string | { text: string }[] | undefined): string =>
  (typeof prose === 'string' ? prose : (prose ?? []).map(({ text }) => text).join(' ')).replaceAll(/\{.*?\}/g, '')
/** END is a word of ink's own. */
const knotOf = (scene: string): string => (scene === END ? 'over' : scene)

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Story</title>
<style>body{font:16px/1.6 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}button{display:block;margin:.5rem 0;padding:.6rem 1rem}</style></head>
<body><main id="story"><h1>Story</h1></main><script src="ink.js" defer></script><script src="story.js" defer></script></body></html>`

const PLAYER = `
const story = new inkjs.Story(STORY)
const main = document.getElementById('story')
function go() {
  main.replaceChildren()
  for (let first = true; story.canContinue; first = false) {
    const p = document.createElement(first ? 'h1' : 'p')
    p.textContent = story.Continue()
    main.append(p)
  }
  for (const choice of story.currentChoices) {
    const button = document.createElement('button')
    button.className = 'choice'
    button.textContent = choice.text
    button.onclick = () => { story.ChooseChoiceIndex(choice.index); go() }
    main.append(button)
  }
}
go()`
