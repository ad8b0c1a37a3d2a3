'use client'
import type { Block, Cited } from '@/scenarios/engine/course/text'
import { Cite, type SourceView, Sources } from './sources'

/** A page to read, then the way on, and its sources below. */
export function Reading({ blocks, sources, children }: { blocks: Block[]; sources: SourceView[]; children?: React.ReactNode }) {
  const numbers = new Map(sources.map((s, i) => [s.id, i + 1]))
  return (
    <>
      <div className="mt-5 max-w-prose space-y-4 text-lead leading-relaxed">
        {blocks.map((block, i) => (
          <Part key={i} block={block} numbers={numbers} />
        ))}
      </div>
      {children}
      {sources.length > 0 && <Sources sources={sources} draft={false} />}
    </>
  )
}

function Part({ block, numbers }: { block: Block; numbers: Map<string, number> }) {
  if (block.kind === 'heading') return <h2 className="pt-3 text-h2">{block.text}</h2>
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

const Line = ({ parts, numbers }: { parts: Cited[]; numbers: Map<string, number> }) =>
  parts.map(({ text, cites }, i) => (
    <span key={i}>
      {text}
      {cites.length > 0 && <Cite ids={cites} numbers={numbers} />}
    </span>
  ))
