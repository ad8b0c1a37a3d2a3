import type { Item, ItemKind, ItemOf } from '@/scenarios/engine/course/course'
import { AcknowledgementItem } from './acknowledgement-item'
import { PageItem } from './page-item'
import type { PartProps } from './part-props'
import { ScenarioPart } from './scenario-part'

type Part<I extends Item> = (props: PartProps<I>) => React.ReactNode | Promise<React.ReactNode>

const PARTS = {
  scenario: ScenarioPart,
  page: PageItem,
  acknowledgement: AcknowledgementItem,
} satisfies { [K in ItemKind]: Part<ItemOf<K>> }

export function ItemPart(props: PartProps) {
  const Part = PARTS[props.item.kind] as Part<Item>
  return <Part {...props} />
}
