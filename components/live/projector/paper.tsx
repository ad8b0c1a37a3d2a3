import type { Person } from '@/scenarios/engine/play/play'
import { Disc, roleOf } from '../../channels/person'
import type { Icon } from '../../ui/icons'

type HeadProps = { title: string; sub: string } & ({ icon: Icon } | { person: Person })
export const Head = ({ title, sub, ...of }: HeadProps) => (
  <div className="flex items-start gap-[.55em]">
    {'person' in of ? (
      <Disc person={of.person} className="size-[1.65em]" />
    ) : (
      <span aria-hidden="true" className={DISC}>
        <of.icon className="size-[.95em]" />
      </span>
    )}
    <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-[.6em] pt-[.12em] leading-snug">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-ink-2">{sub}</p>
    </div>
  </div>
)
export const DISC = 'grid size-[1.65em] shrink-0 place-items-center rounded-full border border-line-2 bg-sunken text-ink-2'
export const WhoHead = ({ person, kind }: { person: Person; kind: string }) => (
  <Head person={person} title={person.name} sub={`${roleOf(person)} · ${kind}`} />
)

export const PAPER = 'rounded-[.7em] border border-line-2 bg-surface px-[.75em] py-[.4em] group-data-[layout$=brief]/fit:py-[.2em]'
export const Paper = ({ head, children }: { head: React.ReactNode; children: React.ReactNode }) => (
  <section className={PAPER}>
    {head}
    <div className="mt-[.25em]">{children}</div>
  </section>
)
