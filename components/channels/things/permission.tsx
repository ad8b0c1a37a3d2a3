import type { DrawingProps } from '../drawings'
import { Notice } from './notice'

export const Permission = (props: DrawingProps<'notice'>) => <Notice {...props} />
