import { qrOf } from '@/server/platform/qr'
import { type KnownVariant, variantIn } from '../support/play'
import { SIZES, WALL, slides, wallScript } from '../support/projector-slides'
import type { Slide } from '../support/made-room'
import type { WallPage } from '../support/wall-page'
import type { Camera } from './camera'

/** In the order of a session; sentences are voted on if an act sends some. */
const PHASES = [
  ['Lobby', /^lobby/],
  ['Who the room is', /^opening/],
  ['A moment is read', /, read$/],
  ['What to check: votes', /, checks$/],
  ['What to check: the result', /, weighed$/],
  ['Vote', /, vote$/],
  ['The time is up', /, last answers$/],
  ['Talk', /, talk$/],
  ['The result', /, totals$/],
  ['What follows', /^what follows/],
  ['How it looked', /, ratings$/],
  ['The verdict', /, verdict$/],
  ['How it ended', /, ending$/],
  ['Reporting', /, reporting$/],
  ['Signs', /, signs$/],
  ['The same page in both versions', /, pages$/],
  ['What to keep', /, keep$/],
  ['Closed', /^closed/],
] as const
const SENTENCES = ['Sentences', /, sentences$/] as const
const PROPS = {
  ...WALL,
  join: { ...WALL.join, qr: qrOf(`https://${WALL.join.url}/${WALL.join.code}`) },
  afterwards: { ...WALL.afterwards, selfStudy: { ...WALL.afterwards.selfStudy, qr: qrOf(`https://${WALL.afterwards.selfStudy.address}`) } },
}
const COLUMNS = 5
const TILE = 240

export async function phases(camera: Camera): Promise<void> {
  const shown = [...chosen(variantIn('P01', 'hostile'), PHASES), ...chosen(variantIn('P02', 'hostile'), [SENTENCES])]
  const script = await wallScript()
  // A wide picture looks alike at every size.
  for (const { width, height } of [SIZES[0]!, SIZES.at(-1)!]) {
    const wall = await (await camera.visitor({ viewport: { width, height }, reducedMotion: 'reduce' })).newPage()
    // Once hydrated, the page would replace what we show.
    await wall.route('**/_next/static/**/*.js', (route) => route.abort())
    await wall.goto('/en/j')
    await wall.evaluate(() => document.fonts.ready)
    await wall.evaluate(script)
    const tiles: string[] = []
    for (const { label, slide } of shown) {
      await wall.evaluate((props) => (window as unknown as WallPage).wall.show(props as never), { ...PROPS, ...slide })
      const png = await wall.screenshot({ animations: 'disabled' })
      tiles.push(
        `<figure><img src="data:image/png;base64,${png.toString('base64')}" width="${TILE}"><figcaption>${label}</figcaption></figure>`,
      )
    }
    const sheet = await (await camera.visitor({ viewport: { width: COLUMNS * (TILE + 12) + 12, height: 800 } })).newPage()
    await sheet.setContent(
      `<!doctype html><style>body { margin: 0; padding: 12px; display: grid; gap: 12px; grid-template-columns: repeat(${COLUMNS}, ${TILE}px); background: #fff; font: 13px sans-serif } figure { margin: 0 } figcaption { padding-top: 2px; color: #333 } img { outline: 1px solid #ccc }</style>${tiles.join('')}`,
    )
    await camera.take(sheet, `phases-${width}x${height}`, sheet.locator('body'))
  }
}

const chosen = (known: KnownVariant, wanted: readonly (readonly [string, RegExp])[]): { label: string; slide: Slide }[] => {
  const all = [...slides(known)]
  return wanted.map(([label, name]) => ({ label, slide: all.find((slide) => name.test(slide.name))! }))
}
