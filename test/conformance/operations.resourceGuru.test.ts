import { testOperations } from './operations';
import { resourceGuru } from './vendors/resourceGuru';

testOperations(resourceGuru);
