'use client'
import type { Block, CitedText, Span } from '@/scenarios/engine/course/text'
import { Cite, type SourceView, Sources } from './sources'

interface Props {
  blocks: Block[]
  sources: SourceView[]
  /** Addresses of pictures by id; not needed on our server, where each has its own. */
  pictures?: Record<string, string>
  children?: React.ReactNode
}

export function Reading({ blocks, sources, pictures = {}, children }: Props) {
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  return (
    <>
      <div className="mt-5 max-w-prose space-y-4 text-lead leading-relaxed">
        {blocks.map((block, i) => (
          <Part key={i} block={block} numbers={numbers} pictures={pictures} />
        ))}
      </div>
      {children}
      {sources.length > 0 && <Sources sources={sources} draft={false} />}
    </>
  )
}

function Part({ block, numbers, pictures }: { block: Block; numbers: Map<string, number>; pictures: Record<string, string> }) {
  if (block.kind === 'heading') return <h2 className="pt-3 text-h2">{block.text}</h2>
  if (block.kind === 'image')
    return (
      // biome-ignore lint/performance/noImgElement: a picture of the course, served as it was uploaded
      <img
        src={pictures[block.id] ?? `/api/course-images/${block.id}`}
        alt={block.alt}
        loading="lazy"
        className="max-h-[34rem] max-w-full rounded-xl border border-line"
      />
    )
  if (block.kind === 'paragraph')
    return (
      <p>
        <Line parts={block.parts} numbers={numbers} />
      </p>
    )
  return (
    <ul className="list-disc space-y-1.5 ps-6">
      {block.items.map((parts, i) => (
        <li key={i}>
          <Line parts={parts} numbers={numbers} />
        </li>
      ))}
    </ul>
  )
}

const Line = ({ parts, numbers }: { parts: CitedText[]; numbers: Map<string, number> }) =>
  parts.map(({ spans, cites }, i) => (
    <span key={i}>
      {spans.map((span, n) => (
        <Piece key={n} span={span} />
      ))}
      {cites.length > 0 && <Cite ids={cites} numbers={numbers} />}
    </span>
  ))

function Piece({ span }: { span: Span }) {
  if (span.kind === 'bold') return <strong className="font-semibold">{span.text}</strong>
  if (span.kind === 'text') return span.text
  return (
    <a className="link" href={span.href} rel="noreferrer">
      {span.text}
    </a>
  )
}
