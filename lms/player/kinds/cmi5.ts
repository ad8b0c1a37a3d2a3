import { cmi5Runtime } from '../../runtimes/cmi5'
import { boot } from '../boot'

void boot(() => cmi5Runtime())
