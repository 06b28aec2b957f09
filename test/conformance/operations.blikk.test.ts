import { testOperations } from './operations';
import { blikk } from './vendors/blikk';

testOperations(blikk);
