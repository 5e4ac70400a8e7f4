#include "times.h"
void times_print(void)
{
}
