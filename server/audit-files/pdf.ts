import 'server-only'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** Tagged, so that it can be read aloud. The embedded fonts cover Latin, Greek and Cyrillic. */
export interface Paper {
  /** @param deep 1 for the title, 2 for a part, 3 for a section of a part */
  heading(text: string, deep: 1 | 2 | 3): void
  text(text: string, tone?: 'small'): void
  list(items: readonly string[]): void
  table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void
  facts(pairs: readonly (readonly [string, string])[]): void
  newPage(): void
  /** @param footer the text below each page */
  finish(footer: (page: number, of: number) => string): Promise<Buffer>
}

const MARGIN = 56
const SIZES = { 1: 22, 2: 15, 3: 11.5, text: 9.5, small: 8 } as const
const INK = '#1a1f24'
const QUIET = '#57606a'
const LINE = '#d0d7de'
/** The least width of a column of words, in points, and the least size of letters. */
const WORDS = 80
const LEAST = 6
/** How a share stands among numbers. */
const PERCENT = /%$|^–$/

/** Finds the files at run time, bundled or not. */
const fontFile = (path: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${path}`)
const FONTS = { regular: '400Regular/Inter_400Regular.ttf', bold: '600SemiBold/Inter_600SemiBold.ttf' } as const
type Font = keyof typeof FONTS

/** @param atLast what to put on the last page before it is closed: room for a signature */
export function openPaper(info: { title: string; language: string; at: number }, atLast: (document: PDFKit.PDFDocument) => void): Paper {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    tagged: true,
    lang: info.language,
    displayTitle: true,
    info: { Title: info.title, Creator: 'Second Look', Producer: 'Second Look', CreationDate: new Date(info.at) },
    // Without it pdfkit looks for Helvetica, which is not embedded.
    font: fontFile(FONTS.regular),
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const [name, path] of Object.entries(FONTS)) document.registerFont(name, fontFile(path))
  const root = document.struct('Document')
  document.addStructure(root)
  const style = (font: Font, size: number, ink = INK) => document.font(font).fontSize(size).fillColor(ink)
  const say = (tag: string, font: Font, size: number, text: string, ink = INK) =>
    root.add(
      document.struct(tag, {}, () => {
        style(font, size, ink).text(shown(text), MARGIN, document.y, { lineGap: size / 4 })
      }),
    )
  const paper: Paper = {
    heading(text, deep) {
      // A heading must not be alone at the end of a page.
      if (document.y > document.page.height - MARGIN - 90) document.addPage()
      if (document.y > MARGIN) document.moveDown(deep === 3 ? 0.8 : 1.2)
      say(`H${deep}`, 'bold', SIZES[deep], text)
      document.moveDown(0.3)
    },
    text(text, tone) {
      say('P', 'regular', tone === 'small' ? SIZES.small : SIZES.text, text, tone === 'small' ? QUIET : INK)
      document.moveDown(0.5)
    },
    list: (items) => {
      for (const item of items) say('P', 'regular', SIZES.text, `•\u2002${item}`)
      document.moveDown(0.5)
    },
    table: (columns, rows) => table(document, root, columns, rows),
    facts: (pairs) => table(document, root, [], pairs),
    newPage: () => document.addPage(),
    async finish(footer) {
      atLast(document)
      root.end()
      footers(document, footer)
      const closed = new Promise((resolve) => document.on('end', resolve))
      document.end()
      await closed
      return Buffer.concat(chunks)
    },
  }
  return paper
}

type Row = readonly (string | number)[]
const GAP = 8
const written = (text: string | number): string => (typeof text === 'number' ? text.toLocaleString('en-GB') : shown(text))

/** Splits a table into one part per page, each under its head. */
function table(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, columns: readonly string[], rows: readonly Row[]): void {
  const isNumber = Array.from({ length: Math.max(columns.length, rows[0]?.length ?? 0) }, (_, i) =>
    Boolean(columns.length > 0 && rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || PERCENT.test(row[i]!))),
  )
  const { size, widths } =
    columns.length > 0 ? fitted(document, isNumber, [columns, ...rows]) : { size: SIZES.small, widths: [130, widthOf(document) - 130] }
  document.font('regular').fontSize(size).fillColor(INK)
  const height = (row: Row) =>
    Math.max(0, ...row.map((text, i) => document.heightOfString(written(text), { width: widths[i]! - GAP }))) + GAP + 1.5
  const room = () => document.page.height - MARGIN - document.y - (columns.length > 0 ? height(columns) : 0)
  let from = 0
  do {
    // A head must not be alone at the end of a page.
    if (rows.length > 0 && room() < height(rows[from]!) && document.y > MARGIN) document.addPage()
    let [to, left] = [from, room()]
    while (to < rows.length && (to === from || left >= height(rows[to]!))) left -= height(rows[to++]!)
    part(document, root, columns, rows.slice(from, to), { size, widths, isNumber })
    from = to
    if (from < rows.length) document.addPage()
  } while (from < rows.length)
  document.x = MARGIN
  document.moveDown(1)
}

function part(
  document: PDFKit.PDFDocument,
  root: PDFKit.PDFStructureElement,
  columns: readonly string[],
  rows: readonly Row[],
  { size, widths, isNumber }: { size: number; widths: readonly number[]; isNumber: readonly boolean[] },
): void {
  const cell = (text: string | number, column: number, head: boolean) => ({
    text: written(text),
    ...(head && { type: 'TH' as const, font: { src: 'bold' } }),
    ...(isNumber[column] && { align: 'right' as const }),
  })
  document.font('regular').fontSize(size).fillColor(INK)
  document.x = MARGIN
  document.table({
    columnStyles: [...widths],
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: LINE, padding: [4, GAP, 4, 0], textColor: INK },
    structParent: root,
    data: [
      ...(columns.length > 0 ? [columns.map((text, i) => cell(text, i, true))] : []),
      ...rows.map((row) => row.map((text, i) => cell(text, i, columns.length === 0 && i === 0))),
    ],
  } as PDFKit.Mixins.TableOptionsWithData)
}

const widthOf = (document: PDFKit.PDFDocument): number => document.page.width - 2 * MARGIN

/** A table with many columns gets smaller letters, so that no word of a heading over numbers is broken. */
function fitted(document: PDFKit.PDFDocument, isNumber: readonly boolean[], rows: readonly Row[]): { size: number; widths: number[] } {
  const words = isNumber.filter((number) => !number).length
  for (let size: number = SIZES.small; ; size -= 0.5) {
    document.font('bold').fontSize(size)
    const figures = isNumber.map((number, i) => (number ? longestWord(document, rows, i) : 0))
    const left = widthOf(document) - figures.reduce((sum, width) => sum + width, 0)
    if (left >= WORDS * words || size <= LEAST) return { size, widths: widthsOf(document, isNumber, rows, figures) }
  }
}
const longestWord = (document: PDFKit.PDFDocument, rows: readonly Row[], column: number): number =>
  Math.max(...rows.flatMap((row) => written(row[column]!).split(' ')).map((word) => document.widthOfString(word))) + GAP + 1

/** Columns of numbers get no more than they need; if there is too little room, the long columns of words share the rest. */
function widthsOf(document: PDFKit.PDFDocument, isNumber: readonly boolean[], rows: readonly Row[], least: readonly number[]): number[] {
  const words = isNumber.filter((number) => !number).length
  const figures = isNumber.length - words
  const even = Math.min(62, (widthOf(document) - WORDS * words) / Math.max(1, figures))
  const narrow = isNumber.map((number, i) => (number ? (Math.max(...least) <= even ? even : least[i]!) : 0))
  document.font('regular')
  const needed = isNumber.map((_, i) => Math.max(...rows.map((row) => document.widthOfString(written(row[i]!)))) * 1.06 + GAP + 2)
  const share = needed.map((width, i) => (isNumber[i] ? 0 : Math.sqrt(width)))
  let left = widthOf(document) - narrow.reduce((sum, width) => sum + width, 0)
  let waiting = share.reduce((sum, own) => sum + own, 0)
  const widths = [...narrow]
  for (const i of [...needed.keys()].filter((i) => !isNumber[i]).sort((a, b) => needed[a]! - needed[b]!)) {
    widths[i] = Math.min(needed[i]!, (left * share[i]!) / waiting)
    left -= widths[i]!
    waiting -= share[i]!
  }
  return widths.map((width, i) => (isNumber[i] ? width : width + left / words))
}

function footers(document: PDFKit.PDFDocument, footer: (page: number, of: number) => string): void {
  const { count } = document.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    document.switchToPage(page)
    // Otherwise a text this low would start a new page.
    document.page.margins.bottom = 0
    document.markContent('Artifact', { type: 'Pagination' })
    document
      .font('regular')
      .fontSize(7.5)
      .fillColor(QUIET)
      .text(shown(footer(page + 1, count)), MARGIN, document.page.height - 36, { lineBreak: false })
    document.endMarkedContent()
  }
}

/** Replaces characters that the fonts do not have, for example in an Arabic name, by a box. The tables beside the overview keep them. */
const shown = (text: string): string =>
  text.replace(
    /[^\n\u0020-\u052f\u1d00-\u1fff\u2000-\u205f\u2070-\u20bf\u2100-\u218b\u2190-\u21ff\u2200-\u22ff\u25a0-\u25ff\ufb00-\ufb06]/gu,
    '\u25a1',
  )
