'use client'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { Decisions } from '../debrief/decisions'
import { Keep } from '../debrief/keep'
import { Head, Opening } from '../debrief/opening'

interface Props {
  view: Debrief
  title: string
  signs: string
}
/** How a draft looks back on a play: what a learner's debrief says, without what leads on from it. */
export function DraftEnd({ view, title, signs }: Props) {
  const numbers = new Map(view.cites.map((id, i) => [id, i + 1]))
  return (
    <main id="main" className="debrief mx-auto w-full max-w-site space-y-4 px-4 pb-12 pt-6 lg:px-8">
      <Head view={view} title={title} before={null} />
      <Opening view={view} unscored={!view.result} language={null} numbers={numbers} />
      <Keep keep={view.keep} all={signs} numbers={numbers} />
      <Decisions view={view} numbers={numbers} replay={null} hasMoment />
    </main>
  )
}
