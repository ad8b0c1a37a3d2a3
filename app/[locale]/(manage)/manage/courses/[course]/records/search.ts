import type { RecordFilter } from '@/scenarios/engine/course/records'

export function addressOf(here: string, filter: Partial<RecordFilter>, more: Record<string, string> = {}): string {
  const usual: Partial<RecordFilter> = { sort: 'name', order: 'up', page: 1 }
  const given = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && value !== '' && usual[name as keyof RecordFilter] !== value,
  )
  const search = new URLSearchParams([
    ...given.map(([name, value]) => [name, String(value)] as [string, string]),
    ...Object.entries(more),
  ]).toString()
  return search ? `${here}?${search}` : here
}
