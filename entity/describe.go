package entity

func (f *finder) describe() {}
func (f *finder) refer()    {}
