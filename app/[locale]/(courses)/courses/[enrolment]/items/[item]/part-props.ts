import type { Item } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'

export interface PartProps<I extends Item = Item> {
  locale: string
  enrolment: Enrolment
  item: I
  query: Record<string, string | string[] | undefined>
}
