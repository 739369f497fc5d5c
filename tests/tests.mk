# The programs and targets around the tests; the Makefile includes this.

# --- screens: a real pty, libvterm, NAME.keys in, NAME.screen out (tests/screen/README.md) --------------------------------
screen_objects := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard tests/screen/*.c)))
screen_tests := $(sort $(wildcard tests/screen/*.keys))
check-programs: $(O)/tests/screen/screen

$(O)/tests/screen/screen: $(screen_objects) $(library)
	$(call say,LINK)
	$(Q)$(link) -o $@ $(screen_objects) $(library) -lvterm $(libraries)

.PHONY: update-screens
update-screens: check-programs ## write what the program shows now as what the screen tests expect; look at the difference
	$(O)/tests/screen/screen --update $(binary) $(O)/tests/screen tests/data $(screen_tests)
